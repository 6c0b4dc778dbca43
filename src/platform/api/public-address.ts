import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../base/config.js';
import { CONFIG } from '../base/config.token.js';

/**
 * The address that is printed on posters, codes and letters: PUBLIC_URL, never the Host of a request (security §1.18).
 * Without it, which only a loopback service may be, the address that was listened on.
 */
@Injectable()
export class PublicAddress {
  private listened: string | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The address the service came to listen on; counts only where PUBLIC_URL says nothing */
  listensOn(url: string): void {
    this.listened = url;
  }

  /** without a slash at the end */
  get base(): string {
    return this.config.publicUrl ?? this.listened ?? `http://${this.config.host}:${this.config.port}`;
  }
}
