/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.revocation;

/** Triggers revocations in the background, so that requests do not wait for providers. */
public interface ProviderRevocationTrigger {

  /** Requests that new revocations are processed now, before the next interval. */
  void wake();
}
