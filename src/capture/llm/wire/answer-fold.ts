import type { AnswerDraft, AnswerFold } from './answer-draft.ts';
import { createAnthropicFold } from './anthropic.ts';
import { createConverseFold } from './bedrock-converse.ts';
import { createInvokeFold } from './bedrock-invoke.ts';
import { createCohereFold } from './cohere.ts';
import { createGeminiFold } from './gemini.ts';
import { createOllamaFold } from './ollama.ts';
import { createChatFold } from './openai-chat.ts';
import { createResponsesFold } from './openai-responses.ts';
import type { WireFormat } from './types.ts';

/** What reads the answers of a language into the draft. */
export function createAnswerFold(format: WireFormat, draft: AnswerDraft): AnswerFold {
  switch (format) {
    case 'openai-chat':
    case 'openai-completions':
    case 'openai-embeddings':
      return createChatFold(draft);
    case 'openai-responses':
      return createResponsesFold(draft);
    case 'anthropic':
      return createAnthropicFold(draft);
    case 'gemini':
      return createGeminiFold(draft);
    case 'bedrock-converse':
      return createConverseFold(draft);
    case 'bedrock-invoke':
      return createInvokeFold(draft);
    case 'ollama':
      return createOllamaFold(draft);
    case 'cohere':
      return createCohereFold(draft);
  }
}
