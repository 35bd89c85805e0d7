package org.lumoauth.agents.ssf.event;

import java.util.List;

/** Types of events. */
public final class SecurityEventTypes {

  private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
  private static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
  private static final String SSF = "https://schemas.openid.net/secevent/ssf/event-type/";

  /** CAEP section 3.1. */
  public static final String SESSION_REVOKED = CAEP + "session-revoked";

  /** CAEP section 3.3. */
  public static final String CREDENTIAL_CHANGE = CAEP + "credential-change";

  /** RISC section 2.3: an account may not be used. */
  public static final String ACCOUNT_DISABLED = RISC + "account-disabled";

  /** RISC section 2.4: it may be used again. */
  public static final String ACCOUNT_ENABLED = RISC + "account-enabled";

  /** RISC section 2.2: it is gone for good. */
  public static final String ACCOUNT_PURGED = RISC + "account-purged";

  /** SSF section 8.1.4.1: a receiver asked whether the stream works. */
  public static final String VERIFICATION = SSF + "verification";

  /** SSF section 8.1.5: the stream's status was changed here. */
  public static final String STREAM_UPDATED = SSF + "stream-updated";

  /** What a receiver may ask for; events of the stream itself come without being asked for. */
  public static final List<String> SUPPORTED =
      List.of(
          SESSION_REVOKED, CREDENTIAL_CHANGE, ACCOUNT_DISABLED, ACCOUNT_ENABLED, ACCOUNT_PURGED);

  private SecurityEventTypes() {}
}
