interface A{a:string}
