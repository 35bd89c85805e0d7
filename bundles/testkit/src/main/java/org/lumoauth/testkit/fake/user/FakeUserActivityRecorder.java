/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.user;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.directory.UserActivityRecorder;
import org.lumoauth.api.tenant.TenantContext;

/** Records user activity. */
public final class FakeUserActivityRecorder implements UserActivityRecorder {

  private final List<String> signedIn = new CopyOnWriteArrayList<>();
  private final List<String> proven = new CopyOnWriteArrayList<>();

  @Override
  public void recordSignIn(TenantContext tenant, String userId, Instant when) {
    signedIn.add(userId);
  }

  @Override
  public long countSignIns(TenantContext tenant, String userId) {
    return signedIn.stream().filter(userId::equals).count();
  }

  @Override
  public boolean markEmailVerified(TenantContext tenant, String userId, String email) {
    proven.add(email);
    return true;
  }

  /** Returns the users who signed in, in order. */
  public List<String> signedIn() {
    return List.copyOf(signedIn);
  }

  /** Returns the verified addresses, in order. */
  public List<String> proven() {
    return List.copyOf(proven);
  }
}
