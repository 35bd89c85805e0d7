/** Tests of just-in-time permissions. */
package org.lumoauth.itests.http.jit;
