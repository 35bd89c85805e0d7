/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.command;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.ApiException;

/** Implements the console command {@code lumoauth:tuple-write}. */
@Service
@Command(
    scope = "lumoauth",
    name = "tuple-write",
    description = "Writes or deletes a relation tuple.")
public final class TupleWriteCommand implements Action {
  @Reference private TenantRegistry tenants;
  @Reference private RelationStoreService stores;
  @Reference private RelationTupleService tuples;

  @Argument(name = "tenant", required = true, description = "The slug of the tenant.")
  @Completion(RebacTenantSlugCompleter.class)
  private String slug;

  @Argument(index = 1, name = "object", required = true, description = "As document:plan.")
  private String object;

  @Argument(index = 2, name = "relation", required = true, description = "As editor.")
  private String relation;

  @Argument(
      index = 3,
      name = "subject",
      required = true,
      description = "For example user:anne, user:* or group:eng#member.")
  private String subject;

  @Option(name = "--delete", description = "Deletes the tuple instead of writing it.")
  private boolean delete;

  @Override
  public Object execute() throws CommandException {
    var tenant = ConsoleTupleParser.tenant(tenants, slug);
    var key = ConsoleTupleParser.key(object, relation, subject);
    try {
      var store = stores.defaultStore(tenant).id();
      var token = tuples.write(tenant, store, change(key), AuditInitiator.server("console"));
      System.out.println((delete ? "Deleted " : "Wrote ") + key + ".");
      System.out.println("Token: " + token);
      return null;
    } catch (RelationException e) {
      throw ConsoleTupleParser.refusal(e);
    } catch (ApiException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private TupleWriteRequest change(TupleKey key) {
    return delete
        ? new TupleWriteRequest(
            Optional.empty(), List.of(), List.of(key), List.of(), false, false, Optional.empty())
        : TupleWriteRequest.of(List.of(RelationTuple.of(key)));
  }
}
