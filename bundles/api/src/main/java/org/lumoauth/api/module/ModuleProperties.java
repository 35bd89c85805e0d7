package org.lumoauth.api.module;

/** Names of service properties and manifest headers that modules share. */
public final class ModuleProperties {

  /** Service property: the kind of extension, as {@code authorization-model}. */
  public static final String KIND = "lumoauth.kind";

  /** Service property: the provider's name among its kind, as {@code rbac}. */
  public static final String NAME = "lumoauth.name";

  /** Manifest header: the module's name, as {@code authz-rbac}. */
  public static final String MODULE_HEADER = "LumoAuth-Module";

  private ModuleProperties() {}
}
