package org.lumoauth.agents.vault.revocation;

/** What is done beside the requests, for nobody waits for another server. */
public interface ProviderRevocationTrigger {

  /** There is something to tell a provider: it need not wait for the next round. */
  void wake();
}
