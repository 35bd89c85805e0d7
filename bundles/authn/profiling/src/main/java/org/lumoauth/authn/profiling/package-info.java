/** Asks people, while they sign in, for what is missing of their profile. */
package org.lumoauth.authn.profiling;
