/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

/** Triggers the processing of due tasks. */
public interface CibaWakeSignal {

  /** Triggers processing; returns immediately. */
  void wake();
}
