/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Validates the owners and sponsors of agents. */
@Component(service = AgentOwnerValidator.class)
public final class AgentOwnerValidator {

  private final SubjectDirectory subjects;

  @Activate
  public AgentOwnerValidator(@Reference SubjectDirectory subjects) {
    this.subjects = subjects;
  }

  /**
   * Requires an existing and active user.
   *
   * @param field the request member with the user's id
   * @throws ApiException 422 {@code validation_error}
   */
  void require(TenantContext tenant, String field, String userId) {
    var user = new SubjectRef(SubjectRef.USER, userId);
    if (subjects.status(tenant, user) != SubjectStatus.ENABLED) {
      throw ApiException.invalid(
          field, field + " must be the id of an active user of this tenant.");
    }
  }
}
