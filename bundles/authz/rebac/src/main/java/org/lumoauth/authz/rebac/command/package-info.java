/** Commands of the console for relations. */
package org.lumoauth.authz.rebac.command;
