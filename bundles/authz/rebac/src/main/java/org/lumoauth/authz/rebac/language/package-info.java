/**
 * The languages of relation models: OpenFGA's language, its JSON form, and LumoAuth namespaces in
 * YAML. Each is parsed to a common tree with source positions, which is validated in the same way
 * for all languages.
 */
package org.lumoauth.authz.rebac.language;
