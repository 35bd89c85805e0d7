/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.time.Instant;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Records sign-ins and verified addresses of users, for the modules that sign them in. */
@ProviderType
public interface UserActivityRecorder {

  /**
   * Counts a sign-in. It may be stored with a short delay; {@link #countSignIns} on this node
   * includes it immediately.
   */
  void recordSignIn(TenantContext tenant, String userId, Instant when);

  /** Returns the number of the user's sign-ins; 0 if the user does not exist. */
  long countSignIns(TenantContext tenant, String userId);

  /**
   * Records that the user verified an address.
   *
   * @return whether it is still the user's address; if not, nothing is recorded
   */
  boolean markEmailVerified(TenantContext tenant, String userId, String email);
}
