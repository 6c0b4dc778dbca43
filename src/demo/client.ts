/** A program that talks to the service as any other would: GraphQL by POST, files by their routes. */
import { SIGN_IN, SUBMIT_OPINION } from './documents.js';

export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

type Tagged = { __typename: string; code?: string; message?: string; fields?: { path: string; message: string }[] };

export class Client {
  constructor(
    readonly base: string,
    private readonly token: string | null = null,
    private password: string | null = null,
  ) {}

  /** @throws Refused where the service answers with errors */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const response = await fetch(`${this.base}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as Answer<T>;
    const fault = answer.errors?.[0];
    if (fault || !answer.data)
      throw new Refused(fault?.extensions?.code ?? 'INTERNAL', fault?.message ?? `HTTP ${response.status}`);
    return answer.data;
  }

  /**
   * One mutation with one input; `fields` are those of the success type. Where the service asks for the own identity
   * first, and this client signed in with a password, it is confirmed and the act tried once more.
   * @throws Refused where the answer is a Problem
   */
  async act<T>(mutation: string, input: object, success: string, fields: string): Promise<T> {
    try {
      return await this.once<T>(mutation, input, success, fields);
    } catch (e) {
      if (!(e instanceof Refused && e.code === 'REAUTHENTICATION_NEEDED') || this.password === null) throw e;
      await this.once('confirmIdentity', { password: this.password }, 'IdentityConfirmed', 'until');
      return this.once<T>(mutation, input, success, fields);
    }
  }

  private async once<T>(mutation: string, input: object, success: string, fields: string): Promise<T> {
    const name = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}`;
    const { result } = await this.ask<{ result: Tagged & T }>(
      `mutation($input: ${name}Input!) { result: ${mutation}(input: $input) { __typename ... on ${success} { ${fields} } ... on Problem { code message } ... on InvalidInput { fields { path message } } } }`,
      { input },
    );
    if (result.__typename !== success)
      throw new Refused(
        result.code ?? '',
        [result.message, ...(result.fields ?? []).map((f) => `${f.path}: ${f.message}`)].join(' '),
      );
    return result;
  }

  async signIn(username: string, password: string): Promise<Client> {
    const { signIn } = await this.ask<{ signIn: Tagged & { token?: string } }>(SIGN_IN, {
      input: { username, password, forProgram: true },
    });
    if (signIn.__typename !== 'SignedIn' || !signIn.token) throw new Refused(signIn.code ?? '', signIn.message ?? '');
    return new (this.constructor as typeof Client)(this.base, signIn.token, password);
  }

  /** @throws Refused where the password is too short */
  async changePassword(next: string): Promise<void> {
    await this.act('changePassword', { current: this.password, next }, 'Account', 'id');
    this.password = next;
  }

  /** A resident's voice under a code; needs no sign-in */
  async submit(input: object): Promise<{ receiptCode: string; printed: string }> {
    const { submitOpinion } = await this.ask<{ submitOpinion: Tagged & { receiptCode: string; printed: string } }>(
      SUBMIT_OPINION,
      { input },
    );
    if (submitOpinion.__typename !== 'OpinionReceived')
      throw new Refused(submitOpinion.code ?? '', submitOpinion.message ?? '');
    return submitOpinion;
  }

  async upload(name: string, bytes: Uint8Array): Promise<string> {
    const response = await fetch(`${this.base}/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'x-yifayima-upload': '1',
        authorization: `Bearer ${this.token ?? ''}`,
      },
      body: Buffer.from(bytes),
    });
    const answer = (await response.json()) as { id?: string; message?: string };
    if (!answer.id) throw new Refused('UPLOAD', answer.message ?? `HTTP ${response.status}`);
    return answer.id;
  }

  /**
   * A photographed form under an id of the sender's own
   * @throws Refused where it is not kept
   */
  async sendForm(id: string, activityId: string, ordinal: number, bytes: Uint8Array): Promise<void> {
    const response = await fetch(`${this.base}/hearing/cards/${id}?activity=${activityId}&ordinal=${ordinal}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'x-yifayima-upload': '1',
        authorization: `Bearer ${this.token ?? ''}`,
      },
      body: Buffer.from(bytes),
    });
    const answer = (await response.json()) as { message?: string };
    if (!response.ok) throw new Refused('FORM', answer.message ?? `HTTP ${response.status}`);
  }

  async download(path: string): Promise<Uint8Array> {
    const response = await fetch(this.base + path, {
      headers: this.token === null ? {} : { authorization: `Bearer ${this.token}` },
    });
    if (!response.ok) throw new Refused('DOWNLOAD', `${path}: HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
