/** Tests of tokens: grants, bindings, refresh, revocation and logout. */
package org.lumoauth.itests.http.token;
