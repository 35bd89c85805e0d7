/** Console commands for relations. */
package org.lumoauth.authz.rebac.command;
