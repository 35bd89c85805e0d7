/** Requests missing profile attributes during sign-in. */
package org.lumoauth.authn.profiling;
