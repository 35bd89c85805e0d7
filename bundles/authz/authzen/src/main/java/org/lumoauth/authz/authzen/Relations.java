package org.lumoauth.authz.authzen;

import org.lumoauth.api.relation.RelationModels;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The module that keeps relations, where it is installed: it finds subjects and resources. */
@Component(service = Relations.class)
public final class Relations {

  private static final String MODULE = "authz-rebac";

  // They come and go with their module, so they are no constructor parameters.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RelationQueries queries;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RelationStores stores;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RelationModels models;

  boolean present() {
    return queries != null && stores != null && models != null;
  }

  /**
   * @throws Problem 503 {@code module_unavailable}
   */
  RelationQueries queries() {
    return required(queries);
  }

  /**
   * @throws Problem 503 {@code module_unavailable}
   */
  RelationStores stores() {
    return required(stores);
  }

  /**
   * @throws Problem 503 {@code module_unavailable}
   */
  RelationModels models() {
    return required(models);
  }

  private static <T> T required(T service) {
    if (service == null) {
      throw Problem.moduleUnavailable(MODULE);
    }
    return service;
  }
}
