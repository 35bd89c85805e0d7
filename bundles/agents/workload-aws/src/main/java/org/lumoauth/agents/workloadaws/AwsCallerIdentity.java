package org.lumoauth.agents.workloadaws;

/**
 * Who signed a request, as the security token service says.
 *
 * @param role the role in whose session it was signed
 * @param arn the session
 */
record AwsCallerIdentity(AwsRoleArn role, String arn) {}
