/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.command;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.relation.StoredRelationTuple;
import org.lumoauth.api.tenant.TenantRegistry;

/** Implements the console command {@code lumoauth:tuple-read}. */
@Service
@Command(scope = "lumoauth", name = "tuple-read", description = "Shows stored relation tuples.")
public final class TupleReadCommand implements Action {
  @Reference private TenantRegistry tenants;
  @Reference private RelationStoreService stores;
  @Reference private RelationTupleService tuples;

  @Argument(name = "tenant", required = true, description = "The slug of the tenant.")
  @Completion(RebacTenantSlugCompleter.class)
  private String slug;

  @Option(
      name = "--object",
      description = "Only tuples of this object, or of objects of this type.")
  private String object;

  @Option(name = "--relation", description = "Only tuples of this relation.")
  private String relation;

  @Option(name = "--subject", description = "Only tuples of exactly this subject.")
  private String subject;

  @Option(name = "--limit", description = "The maximum number of tuples; the default is 100.")
  private int limit = 100;

  @Override
  public Object execute() throws CommandException {
    if (limit < 1 || limit > 1000) {
      throw new CommandException("The limit must be between 1 and 1000.");
    }
    var tenant = ConsoleTupleParser.tenant(tenants, slug);
    var filter = ConsoleTupleParser.filter(object, relation, subject);
    try {
      var found =
          tuples.read(
              tenant,
              stores.defaultStore(tenant).id(),
              filter,
              new ReadConsistency.FullyConsistent(),
              limit,
              Optional.empty());
      found.items().forEach(each -> System.out.println(line(each)));
      System.out.println(
          found.items().size() + " tuples" + (found.complete() ? "." : "; there are more."));
      return null;
    } catch (RelationException e) {
      throw ConsoleTupleParser.refusal(e);
    }
  }

  private static String line(StoredRelationTuple stored) {
    RelationTuple tuple = stored.tuple();
    return tuple.key()
        + tuple.condition().map(c -> " with " + c.name() + " " + c.context()).orElse("")
        + tuple.expiresAt().map(end -> " until " + end).orElse("");
  }
}
