package org.lumoauth.agents.aauthperson.revocation;

/** Has those told now who are to hear of something. Without it they are told a little later. */
@FunctionalInterface
public interface RevocationWorkerWakeup {

  /** Something is due. Returns at once. */
  void wake();
}
