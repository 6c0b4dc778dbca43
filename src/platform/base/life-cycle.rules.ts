/**
 * A life cycle 生命周期 as data (product §4): states and commands in the words of the trade, and one table of the steps
 * between them. Every thing that moves has one, and every refusal of a step is worded here.
 */

/** WRONG_STATE as a rule returns it: what the thing is called, where it stands, and what may not be done now */
export interface WrongState {
  code: 'WRONG_STATE';
  params: { what: string; state: string; act: string };
}

export interface LifeCycle<S extends string, C extends string> {
  readonly states: readonly S[];
  readonly commands: readonly C[];
  /** the state after a command; null where the life cycle does not allow it */
  next(state: S, command: C): S | null;
  /** for the user whose command the life cycle does not allow */
  refusal(state: S, command: C): WrongState;
}

export type StateOf<L> = L extends LifeCycle<infer S, string> ? S : never;
export type CommandOf<L> = L extends LifeCycle<string, infer C> ? C : never;

/**
 * `what` names the thing as a refusal does (这条意见); `states` and `commands` are the Chinese of each; `steps` says
 * for a state which commands it allows and where they lead.
 */
export function lifeCycle<S extends string, C extends string>(spec: {
  what: string;
  states: { readonly [K in S]: string };
  commands: { readonly [K in C]: string };
  steps: { readonly [K in NoInfer<S>]: { readonly [D in NoInfer<C>]?: NoInfer<S> } };
}): LifeCycle<S, C> {
  const { what, states, commands, steps } = spec;
  return {
    states: Object.keys(states) as S[],
    commands: Object.keys(commands) as C[],
    next: (state, command) => steps[state][command] ?? null,
    refusal: (state, command) => ({
      code: 'WRONG_STATE',
      params: { what, state: states[state], act: commands[command] },
    }),
  };
}
