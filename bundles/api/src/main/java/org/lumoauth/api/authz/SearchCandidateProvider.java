package org.lumoauth.api.authz;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a module that can name subjects or resources about which a decision might say
 * yes. Registered with {@code lumoauth.kind=search-candidates} and {@code lumoauth.name}. Too many
 * are no fault, since each is decided about before it is told; those that it leaves out may never
 * be found. Types and ids are compared byte for byte; what it does not know has no candidates.
 */
public interface SearchCandidateProvider {

  /**
   * Subjects of a type.
   *
   * @param after only those whose ids come after this one, byte for byte
   * @param limit how many at most
   * @return their ids in order, each once
   */
  default List<String> subjects(
      TenantContext tenant, String type, Optional<String> after, int limit) {
    return List.of();
  }

  /**
   * Resources of a type to which a subject might have access.
   *
   * @param after only those whose ids come after this one, byte for byte
   * @param limit how many at most
   * @return their ids in order, each once
   */
  default List<String> resources(
      TenantContext tenant, SubjectRef subject, String type, Optional<String> after, int limit) {
    return List.of();
  }
}
