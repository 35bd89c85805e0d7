/**
 * The tables of attributes and policies. Every statement names the tenant; a tenant's changes
 * follow one another.
 */
package org.lumoauth.authz.abac.store;
