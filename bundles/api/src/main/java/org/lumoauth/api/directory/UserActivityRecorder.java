package org.lumoauth.api.directory;

import java.time.Instant;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps what users proved and did, for the modules that sign them in. */
@ProviderType
public interface UserActivityRecorder {

  /**
   * Counts a sign-in. It may be written a moment later; {@link #countSignIns} counts it at once
   * here.
   */
  void recordSignIn(TenantContext tenant, String userId, Instant when);

  /** How often the user has signed in; 0 if there is no such user. */
  long countSignIns(TenantContext tenant, String userId);

  /**
   * Notes that the user proved to own an address.
   *
   * @return whether it is still the user's address; if not, nothing is noted
   */
  boolean markEmailVerified(TenantContext tenant, String userId, String email);
}
