/**
 * The languages in which relation models are written: OpenFGA's, its JSON form, and LumoAuth's
 * namespaces in YAML. Each is read into one tree that knows where everything stands; the rules are
 * checked on that tree, once for all languages.
 */
package org.lumoauth.authz.rebac.language;
