/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.notify;

/** Requests that due work is processed now. */
public interface ApprovalWakeSignal {

  /** Requests processing. Returns immediately. */
  void wake();
}
