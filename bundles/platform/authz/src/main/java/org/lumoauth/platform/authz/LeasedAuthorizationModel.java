/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.module.ServiceLease;

/**
 * A model in use. The lease ends with its last user: an abandoned call still uses its model's
 * module until it returns.
 */
final class LeasedAuthorizationModel {

  private final ServiceLease<AuthorizationModel> lease;
  private final AtomicInteger users = new AtomicInteger(1);

  LeasedAuthorizationModel(ServiceLease<AuthorizationModel> lease) {
    this.lease = lease;
  }

  String name() {
    return lease.name();
  }

  AuthorizationModel model() {
    return lease.get();
  }

  /** Returns whether the model may have a vote. */
  boolean concerns(DecisionRequest question) {
    return AuthorizationModelScope.of(lease.properties()).includes(question);
  }

  void retain() {
    users.incrementAndGet();
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      lease.close();
    }
  }
}
