package org.lumoauth.agents.approvals.notify;

/** Has what is due done now. */
public interface ApprovalWakeSignal {

  /** Returns at once. */
  void wake();
}
