/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.authn.ClientRequestLimiter;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Records the counted requests; rejects every request after {@link #exhausted()}. */
public final class FakeClientRequestLimiter implements ClientRequestLimiter {

  private final List<String> counted = new CopyOnWriteArrayList<>();
  private volatile boolean exhausted;

  @Override
  public void countClient(TenantContext tenant, SubjectRef client, LimitedOperation operation) {
    count(operation.method() + " " + operation.path() + " " + client);
  }

  @Override
  public void countPublicClient(
      TenantContext tenant, SubjectRef client, LimitedOperation operation, String remoteAddress) {
    count(operation.method() + " " + operation.path() + " " + client + " " + remoteAddress);
  }

  /** Rejects every request from now on. */
  public FakeClientRequestLimiter exhausted() {
    exhausted = true;
    return this;
  }

  /**
   * Returns the counted requests: method, path, client and, for a public client, the network
   * address.
   */
  public List<String> counted() {
    return List.copyOf(counted);
  }

  private void count(String what) {
    counted.add(what);
    if (exhausted) {
      throw new ApiException(429, "rate_limit_exceeded", "Too many requests from this client.");
    }
  }
}
