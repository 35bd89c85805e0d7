/**
 * The one way out for requests to addresses that somebody else named. Every address that a name
 * resolves to is checked, and the connection goes to the address that was checked.
 */
package org.lumoauth.platform.outbound;
