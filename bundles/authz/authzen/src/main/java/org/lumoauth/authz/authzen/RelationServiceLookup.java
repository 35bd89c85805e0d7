/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Access to the relations module, if installed, which finds subjects and resources. */
@Component(service = RelationServiceLookup.class)
public final class RelationServiceLookup {

  private static final String MODULE = "authz-rebac";

  // Optional and dynamic, so they cannot be constructor parameters.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public volatile RelationQueryService queries;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RelationStoreService stores;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RelationModelService models;

  public boolean isPresent() {
    return queries != null && stores != null && models != null;
  }

  /**
   * Returns the query service.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  public RelationQueryService queries() {
    return required(queries);
  }

  /**
   * Returns the store service.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  public RelationStoreService stores() {
    return required(stores);
  }

  /**
   * Returns the model service.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  public RelationModelService models() {
    return required(models);
  }

  private static <T> T required(T service) {
    if (service == null) {
      throw ApiException.moduleUnavailable(MODULE);
    }
    return service;
  }
}
