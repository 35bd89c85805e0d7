/** Reads and writes models in JSON. */
package org.lumoauth.authz.rebac.language.json;
