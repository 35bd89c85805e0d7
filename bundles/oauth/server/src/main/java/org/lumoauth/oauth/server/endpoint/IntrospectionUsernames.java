package org.lumoauth.oauth.server.endpoint;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Names the person whom a token is of, as far as that person let it be known: by {@code profile} a
 * name, an e-mail address by {@code email} too (OpenID Connect Core section 5.4). The name comes
 * from the memory that the gate has asked for this very token already.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-5">RFC 7662 section 5</a>
 */
@Component(service = IntrospectionUsernames.class)
public final class IntrospectionUsernames {

  private static final String NAME = "profile";
  private static final String ADDRESS = "email";

  private final SubjectDirectory subjects;

  @Activate
  public IntrospectionUsernames(@Reference SubjectDirectory subjects) {
    this.subjects = subjects;
  }

  /** The {@code username} of section 2.2; empty where nobody is to be named. */
  Optional<String> of(TenantContext tenant, VerifiedToken token) {
    SubjectRef subject = token.subject();
    Set<String> scope = token.scope();
    if (!subject.type().equals(SubjectRef.USER) || !scope.contains(NAME)) {
      return Optional.empty();
    }
    // Of somebody without a name it is the address, of somebody unknown the identifier.
    return Optional.of(subjects.displayName(tenant, subject))
        .filter(name -> !name.equals(subject.id()))
        .filter(name -> name.indexOf('@') < 0 || scope.contains(ADDRESS));
  }
}
