/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.authz.openfga.assertion.FgaAssertionStore;
import org.lumoauth.authz.openfga.rest.FgaAssertionsResource;
import org.lumoauth.authz.openfga.rest.FgaChangesResource;
import org.lumoauth.authz.openfga.rest.FgaExpandResource;
import org.lumoauth.authz.openfga.rest.FgaListObjectsResource;
import org.lumoauth.authz.openfga.rest.FgaListUsersResource;
import org.lumoauth.authz.openfga.rest.FgaModelsResource;
import org.lumoauth.authz.openfga.rest.FgaReadResource;
import org.lumoauth.authz.openfga.rest.FgaStoresResource;
import org.lumoauth.authz.openfga.rest.FgaStreamedListObjectsResource;
import org.lumoauth.authz.openfga.rest.FgaWriteResource;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers the REST resources of the OpenFGA API; the most frequent operations are separate
 * endpoints.
 */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-openfga",
      "lumoauth.web.routes=~/openfga"
    })
public final class OpenFgaApplication extends Application {
  private final Set<Object> resources;

  @Activate
  public OpenFgaApplication(
      @Reference RelationStoreService stores,
      @Reference RelationModelService models,
      @Reference RelationTupleService tuples,
      @Reference RelationQueryService queries,
      @Reference PersistenceUnit unit,
      @Reference AuditLog log) {
    var assertions = new FgaAssertionStore(unit);
    var named = new FgaStoreResolver(stores);
    this.resources =
        Set.of(
            new FgaStoresResource(stores, named, assertions),
            new FgaModelsResource(models, named),
            new FgaReadResource(tuples, named),
            new FgaWriteResource(tuples, named),
            new FgaChangesResource(tuples, named),
            new FgaExpandResource(queries, named),
            new FgaListObjectsResource(queries, named),
            new FgaStreamedListObjectsResource(queries, named),
            new FgaListUsersResource(queries, named),
            new FgaAssertionsResource(assertions, models, named, log));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
