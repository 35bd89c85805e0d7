/**
 * What questions are answered from: compiled policies, and what is known of users and resources.
 */
package org.lumoauth.authz.abac.memory;
