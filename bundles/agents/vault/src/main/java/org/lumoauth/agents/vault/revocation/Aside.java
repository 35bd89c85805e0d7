package org.lumoauth.agents.vault.revocation;

/** What is done beside the requests, for nobody waits for another server. */
public interface Aside {

  /** There is something to tell a provider: it need not wait for the next round. */
  void wake();

  /** Does something that is too long for whoever found that it must be done. */
  void run(Runnable work);
}
