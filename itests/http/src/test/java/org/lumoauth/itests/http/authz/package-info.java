/** Tests of roles, policies, relations, AuthZEN and OpenFGA. */
package org.lumoauth.itests.http.authz;
