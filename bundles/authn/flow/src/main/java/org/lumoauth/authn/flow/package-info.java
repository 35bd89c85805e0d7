/** Signs people in by whatever methods are installed. */
package org.lumoauth.authn.flow;
