/** Parses models in the DSL. */
package org.lumoauth.authz.rebac.language.dsl;
