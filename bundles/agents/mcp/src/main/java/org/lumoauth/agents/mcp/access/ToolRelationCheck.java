/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.tenant.TenantContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the relation {@code can_call} to a tool, or to the whole server, in the tenant's standard
 * store. A failed check counts as no relation.
 */
final class ToolRelationCheck {

  static final String SERVER = "mcp_server";
  static final String TOOL = "mcp_tool";
  static final String RELATION = "can_call";

  private static final Logger LOG = LoggerFactory.getLogger(ToolRelationCheck.class);

  private final RelationStoreService stores;
  private final RelationQueryService queries;

  ToolRelationCheck(RelationStoreService stores, RelationQueryService queries) {
    this.stores = stores;
    this.queries = queries;
  }

  /** Returns the object that a subject has the relation to: the tool before the server. */
  Optional<ObjectRef> findGrantedObject(ToolCallRequest call, SubjectRef subject) {
    var tool = new ObjectRef(TOOL, call.server().id() + "/" + call.tool());
    if (holds(call.tenant(), tool, subject)) {
      return Optional.of(tool);
    }
    var server = new ObjectRef(SERVER, call.server().id());
    return holds(call.tenant(), server, subject) ? Optional.of(server) : Optional.empty();
  }

  private boolean holds(TenantContext tenant, ObjectRef object, SubjectRef subject) {
    var key = new TupleKey(object, RELATION, RelationSubject.of(subject.type(), subject.id()));
    try {
      return queries
          .check(
              tenant, stores.defaultStore(tenant).id(), key, RelationQueryContext.standard(), false)
          .allowed();
    } catch (RelationException e) {
      LOG.debug("mcp.relation-unknown: tenant={} object={} {}", tenant.id(), object, e.kind());
      return false;
    }
  }
}
