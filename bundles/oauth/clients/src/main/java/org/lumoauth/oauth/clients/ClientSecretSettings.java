package org.lumoauth.oauth.clients;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.settings.SettingsSchema;
import org.osgi.service.component.annotations.Component;

/**
 * What the contract lets a tenant say of its clients' secrets. They are kept as keyed hashes, which
 * nobody can read back, and never otherwise: it stands here as what it is.
 */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=authentication"})
public final class ClientSecretSettings implements SettingsSchema {

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            "encryptClientSecrets",
            SettingType.BOOLEAN,
            true,
            false,
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            "Whether clients' secrets are unreadable where they are kept; they always are."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    return Boolean.FALSE.equals(value)
        ? Optional.of("Secrets of clients are never kept in a form that can be read.")
        : Optional.empty();
  }
}
