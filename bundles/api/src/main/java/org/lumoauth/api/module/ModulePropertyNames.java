/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

/** The names of service properties and manifest headers of modules. */
public final class ModulePropertyNames {

  /** Service property: the kind of extension, such as {@code authorization-model}. */
  public static final String KIND = "lumoauth.kind";

  /** Service property: the provider's name within its kind, such as {@code rbac}. */
  public static final String NAME = "lumoauth.name";

  /** Manifest header: the module's name, such as {@code authz-rbac}. */
  public static final String MODULE_HEADER = "LumoAuth-Module";

  private ModulePropertyNames() {}
}
