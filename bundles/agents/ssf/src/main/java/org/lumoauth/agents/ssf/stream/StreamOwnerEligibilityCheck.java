/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks at each delivery whether a stream's owner may receive events. */
@Component(service = StreamOwnerEligibilityCheck.class)
public final class StreamOwnerEligibilityCheck {

  /** The scope to manage streams and receive their events. */
  public static final String MANAGE = "ssf.manage";

  /** The scope to read the configuration of streams. */
  public static final String READ = "ssf.read";

  private final SubjectDirectory subjects;
  private final ClientDirectory clients;

  @Activate
  public StreamOwnerEligibilityCheck(
      @Reference SubjectDirectory subjects, @Reference ClientDirectory clients) {
    this.subjects = subjects;
    this.clients = clients;
  }

  /**
   * Returns whether the owner is enabled and, if it is a client, still has the scope.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if it cannot be
   *     checked
   */
  public boolean mayReceive(TenantContext tenant, EventStream stream) {
    if (subjects.status(tenant, stream.owner()) != SubjectStatus.ENABLED) {
      return false;
    }
    if (stream.owner().type().equals(SubjectRef.API_KEY)) {
      return true;
    }
    Optional<Client> client = clients.find(tenant, stream.audience());
    Set<String> scope = client.filter(Client::enabled).map(Client::scope).orElse(Set.of());
    return scope.contains(MANAGE);
  }

  /**
   * Returns whether the owner was deleted.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if it cannot be
   *     checked
   */
  public boolean isRemoved(TenantContext tenant, EventStream stream) {
    return subjects.status(tenant, stream.owner()) == SubjectStatus.UNKNOWN;
  }
}
