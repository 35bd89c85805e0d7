/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.command;

import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.model.RelationModelError;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;

/** Parses tuples and tenants in console commands. */
final class ConsoleTupleParser {

  private ConsoleTupleParser() {}

  static TenantContext tenant(TenantRegistry tenants, String slug) throws CommandException {
    return tenants
        .findActive(slug)
        .orElseThrow(
            () -> new CommandException("The tenant " + slug + " does not exist or is disabled."));
  }

  /** Parses {@code document:plan editor user:anne}. */
  static TupleKey key(String object, String relation, String subject) throws CommandException {
    return new TupleKey(object(object), relation, subject(subject));
  }

  /** Parses a tuple filter. */
  static TupleFilter filter(String object, String relation, String subject)
      throws CommandException {
    Optional<ObjectRef> named =
        object == null || object.indexOf(':') < 0 ? Optional.empty() : Optional.of(object(object));
    Optional<RelationSubject> whose =
        subject == null ? Optional.empty() : Optional.of(subject(subject));
    return new TupleFilter(
        named.map(ObjectRef::type).or(() -> Optional.ofNullable(object)),
        named.map(ObjectRef::id),
        Optional.ofNullable(relation),
        whose.map(RelationSubject::type),
        whose.map(RelationSubject::id),
        whose.map(each -> each.relation().orElse("")));
  }

  /** Converts an engine error to a console message. */
  static CommandException refusal(RelationException e) {
    StringBuilder text = new StringBuilder(e.getMessage());
    for (RelationModelError error : e.errors()) {
      text.append('\n').append(line(error));
    }
    return new CommandException(text.toString(), e);
  }

  static String line(RelationModelError error) {
    return error.file() + ":" + error.line() + ":" + error.column() + " " + error.message();
  }

  private static ObjectRef object(String text) throws CommandException {
    int colon = colon(text);
    return new ObjectRef(text.substring(0, colon), text.substring(colon + 1));
  }

  private static RelationSubject subject(String text) throws CommandException {
    int colon = colon(text);
    int hash = text.lastIndexOf('#');
    String type = text.substring(0, colon);
    return hash < colon
        ? RelationSubject.of(type, text.substring(colon + 1))
        : RelationSubject.userset(type, text.substring(colon + 1, hash), text.substring(hash + 1));
  }

  private static int colon(String text) throws CommandException {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new CommandException(text + " must have the form type:id, for example document:plan.");
    }
    return colon;
  }
}
