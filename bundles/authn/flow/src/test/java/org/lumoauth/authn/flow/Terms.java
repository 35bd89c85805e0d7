package org.lumoauth.authn.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.SignInStep;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** Terms of use that everybody is asked about once: yes, no, or something else. */
final class Terms implements SignInStep {
  final Set<SubjectRef> accepted = new HashSet<>();
  final List<Occasion> seen = new ArrayList<>();
  private final Need need;

  Terms(Need need) {
    this.need = need;
  }

  @Override
  public Need need(TenantContext tenant, Occasion occasion) {
    seen.add(occasion);
    return accepted.contains(occasion.subject()) ? Need.NONE : need;
  }

  @Override
  public Optional<Form> begin(TenantContext tenant, Occasion occasion) {
    return Optional.of(new Form("terms", Map.of("version", "3"), Map.of("asked", "3")));
  }

  @Override
  public Result proceed(
      TenantContext tenant,
      Occasion occasion,
      Map<String, String> state,
      Map<String, String> input,
      Initiator by) {
    if (!"3".equals(state.get("asked")) || !by.actor().equals(occasion.subject())) {
      throw new IllegalStateException("not what was asked");
    }
    return switch (input.getOrDefault("answer", "")) {
      case "yes" -> {
        accepted.add(occasion.subject());
        yield new Done();
      }
      case "no" -> new Declined();
      case "more" -> new Form("terms-more", Map.of(), state);
      case "break" -> throw new IllegalStateException("broken");
      default -> new Wrong(Map.of("error", "missing"));
    };
  }
}
