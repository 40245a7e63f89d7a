package recovery.systemtests.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the template notices the mistake that it is there for, and finds nothing wrong without it. */
final class RulesBiteTest {
    private static final String TEMPLATE = Checkout.read("template.yaml");

    @ParameterizedTest(name = "{0}: {1} notices it")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
        restart may do all that EC2 can              | RightsTest.noWildcardOnAnAllowedAction | Action: [ec2:StopInstances, ec2:StartInstances] | Action: 'ec2:*'
        everybody's instances are seen               | RightsTest.noWildcardOnAnAllowedAction | Condition: {StringEquals: {ec2:Region: !Ref AWS::Region}} | Condition: {}
        a queue takes everything                     | RightsTest.nobodyMayDoAnythingByAWildcardOnWhatWeOwnBecauseAServiceAddsActionsLater | Action: sqs:SendMessage | Action: 'sqs:*'
        terminating is not denied                    | RightsTest.nothingIsDestroyed | ec2:TerminateInstances, | ''
        tagging is not denied                        | RightsTest.nothingIsDestroyed | ec2:CreateTags, | ''
        deleting in EC2 is not denied                | RightsTest.nothingIsDestroyed | 'ec2:Delete*', | ''
        giving an address back is not denied         | RightsTest.nothingIsDestroyed | , ec2:ReleaseAddress | ''
        deleting in Route 53 is not denied           | RightsTest.nothingIsDestroyed | 'route53:Delete*', | ''
        deleting load balancers is not denied        | RightsTest.nothingIsDestroyed | 'elasticloadbalancing:Delete*', | ''
        tagging load balancers is not denied         | RightsTest.nothingIsDestroyed | elasticloadbalancing:AddTags, | ''
        deleting groups is not denied                | RightsTest.nothingIsDestroyed | 'autoscaling:Delete*', | ''
        tagging groups is not denied                 | RightsTest.nothingIsDestroyed | autoscaling:CreateOrUpdateTags, | ''
        it is denied only sometimes                  | RightsTest.nothingIsDestroyed | {Sid: NeverDestroy, Effect: Deny, Resource: '*', | {Sid: NeverDestroy, Effect: Deny, Resource: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}},
        the state is not encrypted with a key that is seen | ShapeTest.bothTablesAreEncryptedRecoverableAndOutliveTheStack | SSEEnabled: true | SSEEnabled: false
        the audit cannot be put back                 | ShapeTest.bothTablesAreEncryptedRecoverableAndOutliveTheStack | PointInTimeRecoveryEnabled: true | PointInTimeRecoveryEnabled: false
        lost events are not encrypted                | ShapeTest.queuesAndNoticesAreEncrypted | SqsManagedSseEnabled: true | SqsManagedSseEnabled: false
        notices are not encrypted                    | ShapeTest.queuesAndNoticesAreEncrypted | KmsMasterKeyId: !Ref NoticeKey | KmsMasterKeyId: alias/aws/sns
        lost events are forgotten after four days    | ShapeTest.whatWasLostIsKeptForFourteenDaysSoThatAPersonFindsItAfterAHoliday | MessageRetentionPeriod: 1209600 | MessageRetentionPeriod: 345600
        logs are kept for ever                       | FunctionsTest.eachWritesPlainTextIntoALogOfItsOwnThatIsNotKeptForEver | {RetentionInDays: !Ref LogRetentionDays} | {RetentionInDays: 3653}
        a rule has no dead letters                   | DeliveryTest.whatARuleCannotDeliverIsKept | DeadLetterConfig: &undelivered {Arn: !GetAtt UndeliveredEvents.Arn} | DeadLetterConfig: &undelivered {Arn: !GetAtt FailedEvents.Arn}
        a failed event is dropped                    | DeliveryTest.whatAFunctionFailedAtIsKept | Type: SQS, Destination: !GetAtt FailedEvents.Arn | Type: SQS, Destination: !GetAtt UndeliveredEvents.Arn
        rules may not fill the queue                 | DeliveryTest.theRulesMayWriteIntoTheQueueOfWhatTheyCannotDeliverOrElseItWouldBeLostInSilence | Queues: [!Ref UndeliveredEvents] | Queues: [!Ref FailedEvents]
        an event of an hour ago is delivered         | DeliveryTest.noFunctionGetsAnEventThatHungSomewhereForLongerThanTenMinutes | RetryPolicy: {MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 8} | RetryPolicy: {MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 8}
        a throttled event is tried for an hour       | DeliveryTest.noFunctionGetsAnEventThatHungSomewhereForLongerThanTenMinutes | MaximumEventAgeInSeconds: 600\\n    | MaximumEventAgeInSeconds: 3600\\n
        a tick of five minutes ago is delivered      | DeliveryTest.noFunctionGetsAnEventThatHungSomewhereForLongerThanTenMinutes | RetryPolicy: {MaximumEventAgeInSeconds: 60, | RetryPolicy: {MaximumEventAgeInSeconds: 300,
        any rule may fill the queue                  | DeliveryTest.everyGrantToAServiceNamesWhatItIsFor | Condition: {ArnLike: {aws:SourceArn:\\n             [ | Condition: {ArnLike: {aws:PrincipalArn:\\n             [
        any rule may tell people                     | DeliveryTest.everyGrantToAServiceNamesWhatItIsFor | Condition: {ArnEquals: {aws:SourceArn: !GetAtt NoticeRule.Arn}} | Condition: {}
        any rule may tick                            | DeliveryTest.everyGrantToAServiceNamesWhatItIsFor | Principal: events.amazonaws.com, SourceArn: !GetAtt Tick.Arn | Principal: events.amazonaws.com
        any alarm may ask detection                  | DeliveryTest.onlyAlarmsWithOurPrefixMayInvokeDetectionDirectly | alarm:${AlarmPrefix}*' | alarm:*'
        alarms of another account may ask detection  | DeliveryTest.onlyAlarmsWithOurPrefixMayInvokeDetectionDirectly | SourceAccount: !Ref AWS::AccountId, | SourceAccount: '444455556666',
        the key encrypts for any topic               | DeliveryTest.theKeyOfTheNoticesServesOurTopicOnly | :automated-recovery-notices'}}} | :*'}}}
        anybody speaks on our bus                    | RightsTest.nobodyElseSpeaksOnOurBus | ${AWS::StackName}-*FunctionRole-*'}} | *'}}
        restart speaks as detection                  | RightsTest.speaksUnderItsOwnName | events:source: recovery.restart | events:source: recovery.detection
        another execution takes over too soon        | FunctionsTest.anotherExecutionTakesOverOnlyWhenTheSenderIsCertainlyGone | TAKEOVER_AFTER: PT2M | TAKEOVER_AFTER: PT1M40S
        a function runs longer than the takeover     | FunctionsTest.anotherExecutionTakesOverOnlyWhenTheSenderIsCertainlyGone | Timeout: 30 | Timeout: 60
        the switch is not denied                     | RightsTest.onlyOperatorMayWriteTheSwitch | Condition: {'ForAnyValue:StringEquals': {dynamodb:LeadingKeys: [switch]}} | Condition: {'ForAnyValue:StringEquals': {dynamodb:LeadingKeys: [switches]}}
        detection writes the switch                  | RightsTest.writesOnlyItsOwnPartitions | installation, roster, 'watch#*'] | installation, roster, 'watch#*', switch]
        a write without a key is let through         | RightsTest.writesOnlyItsOwnPartitions | &present {dynamodb:LeadingKeys: 'false'} | &present {dynamodb:LeadingKeys: 'true'}
        a row of the journal may be removed          | RightsTest.theJournalIsOnlyAddedTo | {Sid: JournalStands, Effect: Deny, Resource: !GetAtt JournalTable.Arn, | {Sid: JournalStands, Effect: Deny, Resource: !GetAtt StateTable.Arn,
        restart acts on instances without the tag    | RightsTest.onlyRestartActsOnInstancesAndOnlyOnThoseWithTheTag | Condition: {'Null': {'aws:ResourceTag/recovery:plan': 'false'}} | Condition: {}
        any key may be given away                    | RightsTest.aGrantOnAKeyIsForTheVolumesOfAStartOnly | Bool: {kms:GrantIsForAWSResource: 'true'} | Bool: {kms:GrantIsForAWSResource: 'false'}
        a deployment writes state                    | ShapeTest.aDeploymentWritesNoSwitchAndNoStateBecauseOnlyThisKindOfResourceIsMade | Bus: {Type: AWS::Events::EventBus, | Mode: {Type: 'Custom::Switch', Properties: {Mode: ACT}}\\n  Bus: {Type: AWS::Events::EventBus,
        the mode is a parameter                      | ShapeTest.aDeploymentWritesNoSwitchAndNoStateBecauseOnlyThisKindOfResourceIsMade | Parameters:\\n  AlarmPrefix: | Parameters:\\n  Mode: {Type: String, Default: ACT}\\n  AlarmPrefix:
        a second installation installs               | ShapeTest.aSecondInstallationFailsBecauseTheBusHasAFixedName | Properties: {Name: automated-recovery} | Properties: {Name: !Ref AWS::StackName}
        nobody is told of a function that is silent  | AlarmsTest.silencePages | TreatMissingData: breaching, | TreatMissingData: missing,
        nobody is told of lost events                | AlarmsTest.aLostEventPages | Value: !GetAtt UndeliveredEvents.QueueName | Value: !GetAtt FailedEvents.QueueName
        """)
    void theRuleBites(String mistake, String rule, String before, String after) {
        String text = lines(before);
        assertThat(TEMPLATE).as("the template moved on").contains(text);
        assertThat(Planted.complaints(rule, TEMPLATE.replace(text, lines(after == null ? "" : after))))
                .as(mistake)
                .isNotEmpty();
    }

    /** The rules themselves run beside this on the template as it is; here it is shown that planting alone breaks none. */
    @ParameterizedTest(name = "{0} finds nothing wrong without a mistake")
    @ValueSource(
            strings = {
                "RightsTest.nothingIsDestroyed",
                "ShapeTest.queuesAndNoticesAreEncrypted",
                "DeliveryTest.whatARuleCannotDeliverIsKept",
                "FunctionsTest.theyRunOnJava25",
                "AlarmsTest.silencePages"
            })
    void withoutAMistakeNothingIsFound(String rule) {
        assertThat(Planted.complaints(rule, TEMPLATE)).isEmpty();
    }

    private static String lines(String text) {
        return text.equals("''") ? "" : text.replace("\\n", "\n");
    }
}
