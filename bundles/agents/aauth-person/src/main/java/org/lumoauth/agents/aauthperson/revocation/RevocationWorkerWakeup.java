/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

/** Triggers pending notifications immediately. Without it they are sent a little later. */
@FunctionalInterface
public interface RevocationWorkerWakeup {

  /** Signals that a notification is due, without blocking. */
  void wake();
}
