/** Reads models in YAML. */
package org.lumoauth.authz.rebac.language.yaml;
