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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.RelationTuples;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWrite;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.Problem;

/** {@code lumoauth:tuple-write}. */
@Service
@Command(
    scope = "lumoauth",
    name = "tuple-write",
    description = "Writes a tuple of relations, or deletes it.")
public final class TupleWriteCommand implements Action {
  @Reference private TenantRegistry tenants;
  @Reference private RelationStores stores;
  @Reference private RelationTuples tuples;

  @Argument(name = "tenant", required = true, description = "The tenant's slug.")
  @Completion(TenantSlugs.class)
  private String slug;

  @Argument(index = 1, name = "object", required = true, description = "As document:plan.")
  private String object;

  @Argument(index = 2, name = "relation", required = true, description = "As editor.")
  private String relation;

  @Argument(
      index = 3,
      name = "subject",
      required = true,
      description = "As user:anne, user:* or group:eng#member.")
  private String subject;

  @Option(name = "--delete", description = "Deletes the tuple instead.")
  private boolean delete;

  @Override
  public Object execute() throws CommandException {
    var tenant = ConsoleTuples.tenant(tenants, slug);
    var key = ConsoleTuples.key(object, relation, subject);
    try {
      var store = stores.standard(tenant).id();
      var token = tuples.write(tenant, store, change(key), Initiator.server("console"));
      System.out.println((delete ? "Deleted " : "Wrote ") + key + ".");
      System.out.println("Token: " + token);
      return null;
    } catch (RelationException e) {
      throw ConsoleTuples.refusal(e);
    } catch (Problem e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private TupleWrite change(TupleKey key) {
    return delete
        ? new TupleWrite(
            Optional.empty(), List.of(), List.of(key), List.of(), false, false, Optional.empty())
        : TupleWrite.of(List.of(RelationTuple.of(key)));
  }
}
