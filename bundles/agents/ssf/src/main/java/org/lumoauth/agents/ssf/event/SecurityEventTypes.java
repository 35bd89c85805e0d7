/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.event;

import java.util.List;

/** The event types. */
public final class SecurityEventTypes {

  private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
  private static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
  private static final String SSF = "https://schemas.openid.net/secevent/ssf/event-type/";

  /** CAEP section 3.1. */
  public static final String SESSION_REVOKED = CAEP + "session-revoked";

  /** CAEP section 3.3. */
  public static final String CREDENTIAL_CHANGE = CAEP + "credential-change";

  /** RISC section 2.3: the account was disabled. */
  public static final String ACCOUNT_DISABLED = RISC + "account-disabled";

  /** RISC section 2.4: the account was enabled. */
  public static final String ACCOUNT_ENABLED = RISC + "account-enabled";

  /** RISC section 2.2: the account was deleted permanently. */
  public static final String ACCOUNT_PURGED = RISC + "account-purged";

  /** SSF section 8.1.4.1: the verification of a stream. */
  public static final String VERIFICATION = SSF + "verification";

  /** SSF section 8.1.5: the transmitter changed the status of the stream. */
  public static final String STREAM_UPDATED = SSF + "stream-updated";

  /**
   * The event types that a receiver may request; events about the stream itself are always sent.
   */
  public static final List<String> SUPPORTED =
      List.of(
          SESSION_REVOKED, CREDENTIAL_CHANGE, ACCOUNT_DISABLED, ACCOUNT_ENABLED, ACCOUNT_PURGED);

  private SecurityEventTypes() {}
}
